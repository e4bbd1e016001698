package dev.lastroom.proof.settings;

import java.util.Locale;

/** Settings that an administrator makes for a database or a user, with other programs in mind. */
enum Administrator {
    REPEATABLE_READ("""
            ALTER DATABASE %s SET default_transaction_isolation = 'repeatable read';
            ALTER DATABASE %s SET row_security = on
            """),
    SERIALIZABLE("""
            ALTER ROLE postgres IN DATABASE %s SET default_transaction_isolation = serializable;
            ALTER ROLE postgres IN DATABASE %s SET default_transaction_deferrable = on
            """),
    SHORT_TIMEOUTS("""
            ALTER DATABASE %s SET lock_timeout = 1;
            ALTER DATABASE %s SET statement_timeout = '1s';
            ALTER DATABASE %s SET transaction_timeout = '1s';
            ALTER DATABASE %s SET idle_in_transaction_session_timeout = '10ms';
            ALTER DATABASE %s SET idle_session_timeout = '1s'
            """),
    OTHER_TEXTS("""
            ALTER ROLE postgres IN DATABASE %s SET search_path = elsewhere;
            ALTER ROLE postgres IN DATABASE %s SET timezone = 'Pacific/Apia';
            ALTER ROLE postgres IN DATABASE %s SET datestyle = 'SQL, DMY';
            ALTER ROLE postgres IN DATABASE %s SET intervalstyle = sql_standard;
            ALTER ROLE postgres IN DATABASE %s SET bytea_output = escape;
            ALTER ROLE postgres IN DATABASE %s SET extra_float_digits = -15;
            ALTER ROLE postgres IN DATABASE %s SET standard_conforming_strings = off;
            ALTER ROLE postgres IN DATABASE %s SET client_min_messages = error
            """),
    OTHER_PLANS("""
            ALTER DATABASE %s SET plan_cache_mode = force_custom_plan;
            ALTER DATABASE %s SET enable_indexscan = off;
            ALTER DATABASE %s SET enable_nestloop = off;
            ALTER DATABASE %s SET jit_above_cost = 0
            """),
    /** The server's own setting is off too; a database may have another. */
    NOT_DURABLE("""
            ALTER DATABASE %s SET synchronous_commit = local;
            ALTER ROLE postgres IN DATABASE %s SET synchronous_commit = off
            """);

    private final String statements;

    Administrator(String statements) {
        this.statements = statements;
    }

    /** The administrator's SQL. */
    String sql() {
        return statements.replace("%s", database());
    }

    /** How many settings it makes. */
    long settings() {
        return statements.lines().count();
    }

    /** The database that it applies to. */
    String database() {
        return name().toLowerCase(Locale.ROOT);
    }
}
