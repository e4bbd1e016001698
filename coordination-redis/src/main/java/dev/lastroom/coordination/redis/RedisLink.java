package dev.lastroom.coordination.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubListener;
import java.util.concurrent.CompletableFuture;

/**
 * Two connections to Redis, which the client opens again whenever they break: one for commands, and one on which a
 * server is told of its leases. Thread-safe.
 */
record RedisLink(RedisAsyncCommands<String, String> commands) {

    static CompletableFuture<RedisLink> connect(
            RedisClient client, RedisURI address, String channel, RedisPubSubListener<String, String> listener) {
        return client.connectPubSubAsync(StringCodec.UTF8, address)
                .thenCompose(told -> {
                    told.addListener(listener);
                    return told.async()
                            .subscribe(channel)
                            .thenCompose(_ -> client.connectAsync(StringCodec.UTF8, address))
                            .whenComplete((_, failure) -> closeIf(failure != null, told));
                })
                .thenApply(StatefulRedisConnection::async)
                .thenApply(RedisLink::new)
                .toCompletableFuture();
    }

    private static void closeIf(boolean failed, StatefulRedisConnection<?, ?> connection) {
        if (failed) {
            CompletableFuture<Void> _ = connection.closeAsync();
        }
    }
}
