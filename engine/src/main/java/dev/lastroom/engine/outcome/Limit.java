package dev.lastroom.engine.outcome;

/**
 * A limit that a command has reached. Immutable and thread-safe.
 *
 * @param name the setting, as {@code EngineSettings} calls it
 * @param max its value; a time is in milliseconds
 */
public record Limit(String name, long max) {}
