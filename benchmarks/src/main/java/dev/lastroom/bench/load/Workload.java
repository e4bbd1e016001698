package dev.lastroom.bench.load;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The clients' requests. Every booking is for one room, for two nights, under its own key. */
public enum Workload {
    HOT("hot", "flash sale: one room type, the same two nights for everybody"),
    UNIFORM("uniform", "any room type, any two nights"),
    ZIPF("zipf", "any two nights, room types by Zipf's law with exponent 1"),
    HERD("herd", "sold out: every request is refused"),
    RESEND("resend", "as uniform, and every fifth request repeats an earlier one under its key"),
    MIXED("mixed", "60 % bookings as uniform, 20 % cancels, 20 % availability of a property");

    private final String label;
    private final String description;

    Workload(String label, String description) {
        this.label = label;
        this.description = description;
    }

    /** Its name on the command line, and in results. */
    @JsonValue
    public String label() {
        return label;
    }

    /** Describes it in words. */
    public String description() {
        return description;
    }

    /**
     * Returns the workload of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    @JsonCreator
    public static Workload of(String label) {
        return Arrays.stream(values())
                .filter(workload -> workload.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(values()).map(Workload::label).collect(Collectors.joining(", "))));
    }
}
