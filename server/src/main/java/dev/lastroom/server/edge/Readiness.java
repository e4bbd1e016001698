package dev.lastroom.server.edge;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The parts that must be well before the service is sent requests, by name. Thread-safe once it is filled. */
public final class Readiness {

    private final Map<String, Supplier<@Nullable String>> checks = new LinkedHashMap<>();

    /**
     * Adds a check.
     *
     * @param fault what is wrong, or null; it must not block for long
     */
    public Readiness check(String name, Supplier<@Nullable String> fault) {
        checks.put(name, fault);
        return this;
    }

    /** Returns what is wrong now, by name; empty if all is well. */
    public Map<String, String> faults() {
        Map<String, String> faults = new LinkedHashMap<>();
        checks.forEach((name, check) -> {
            String fault = check.get();
            if (fault != null) {
                faults.put(name, fault);
            }
        });
        return faults;
    }
}
