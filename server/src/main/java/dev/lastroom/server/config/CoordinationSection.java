package dev.lastroom.server.config;

import static dev.lastroom.server.config.SettingType.text;

import dev.lastroom.coordination.redis.RedisCoordination;

/** How servers that share a database take turns at a hot room type. */
final class CoordinationSection {

    static final Section COORDINATION = new Section("coordination");

    static final Setting<String> LEASES = COORDINATION
            .setting("leases", text("none, database or a Redis URL", Coordinations::check), Coordinations.NONE)
            .secret()
            .means("What keeps the leases of hot room types, for servers that share a PostgreSQL database: `none`,"
                    + " `database`, or a Redis URL such as `redis://:PASSWORD@HOST:6379/0` (`rediss://` for TLS)."
                    + " Only speed depends on it.");
    static final Setting<String> PREFIX = COORDINATION
            .setting("prefix", text("1-64 letters, digits, - or _", RedisCoordination::checkPrefix), "lastroom")
            .means("The beginning of the keys on Redis. All servers of one database have the same, and no others.");

    private CoordinationSection() {}
}
