package dev.lastroom.server.cli;

import tools.jackson.databind.json.JsonMapper;

/** Writes results for programs. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }
}
