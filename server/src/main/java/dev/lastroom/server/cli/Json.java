package dev.lastroom.server.cli;

import tools.jackson.databind.json.JsonMapper;

/** Writes results for programs. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    /** The value as JSON in one line. */
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }
}
