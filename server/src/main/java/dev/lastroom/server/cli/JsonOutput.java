package dev.lastroom.server.cli;

import tools.jackson.databind.json.JsonMapper;

/** Writes results as JSON for programs. */
public final class JsonOutput {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private JsonOutput() {}

    /** Returns the value as JSON on one line. */
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }
}
