package dev.lastroom.coordination.redis;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;

/**
 * What Redis does for leases, each step as one script. A lease is a key that expires, with the fencing number and the
 * ticket of its holder. Tickets that wait for it stand in a list, in order of arrival. A holder passes its lease on to
 * the first of them whose server still listens. Thread-safe.
 *
 * @param prefix the beginning of all keys and channels, in braces, so that a Redis cluster keeps them in one place
 */
record LeaseScripts(String prefix) {

    /**
     * How long a lease lasts if its holder dies. A batch may take longer: then another server begins before it ends,
     * and the two meet on row locks, as they would without a lease.
     */
    static final Duration LIFETIME = Duration.ofSeconds(1);

    private static final String PASS_ON = """
            local function pass_on()
              local ticket = redis.call('LPOP', KEYS[2])
              while ticket do
                local fence = redis.call('INCR', KEYS[3])
                local server = string.match(ticket, '^(%S+)')
                if redis.call('PUBLISH', server, ticket .. ' ' .. fence) > 0 then
                  redis.call('SET', KEYS[1], fence .. ' ' .. ticket, 'PX', ARGV[2])
                  return
                end
                ticket = redis.call('LPOP', KEYS[2])
              end
              redis.call('DEL', KEYS[1])
            end
            local function holds()
              local lease = redis.call('GET', KEYS[1])
              return lease and string.match(lease, '^%d+ (.*)$') == ARGV[1]
            end
            """;

    private static final String TAKE = """
            if redis.call('EXISTS', KEYS[1]) == 1 then
              redis.call('RPUSH', KEYS[2], ARGV[1])
              redis.call('PEXPIRE', KEYS[2], 10 * ARGV[2])
              return 0
            end
            local fence = redis.call('INCR', KEYS[3])
            redis.call('SET', KEYS[1], fence .. ' ' .. ARGV[1], 'PX', ARGV[2])
            return fence
            """;

    private static final String RETURN = PASS_ON + """
            if holds() then
              pass_on()
            else
              redis.call('LREM', KEYS[2], 0, ARGV[1])
            end
            return 0
            """;

    /** The channel on which a server is told of its leases. */
    String channel(String server) {
        return prefix + ":server:" + server;
    }

    /**
     * Takes a lease that is free, or joins its line.
     *
     * @param ticket the server's channel, a space, and what makes the ticket unique
     * @return the fencing number; 0 if the ticket waits
     */
    RedisFuture<Long> take(RedisAsyncCommands<String, String> redis, int roomType, String ticket) {
        return run(redis, TAKE, roomType, ticket);
    }

    /** Passes on the lease that a ticket holds, or takes the ticket out of the line. */
    RedisFuture<Long> giveBack(RedisAsyncCommands<String, String> redis, int roomType, String ticket) {
        return run(redis, RETURN, roomType, ticket);
    }

    private RedisFuture<Long> run(
            RedisAsyncCommands<String, String> redis, String script, int roomType, String ticket) {
        String[] keys = {prefix + ":lease:" + roomType, prefix + ":line:" + roomType, prefix + ":fence"};
        return redis.eval(script, ScriptOutputType.INTEGER, keys, ticket, Long.toString(LIFETIME.toMillis()));
    }
}
