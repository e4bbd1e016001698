package dev.lastroom.bench.load;

/** What contenders are asked for. Every booking is for one room, for two nights, under its own key. */
public enum EngineWorkload implements Workload {
    HOT("hot", "flash sale: one room type, the same two nights for everybody"),
    UNIFORM("uniform", "any room type, any two nights"),
    ZIPF("zipf", "any two nights, room types by Zipf's law with exponent 1"),
    HERD("herd", "sold out: every request is refused"),
    RESEND("resend", "as uniform, and every fifth request repeats an earlier one under its key"),
    MIXED("mixed", "60 % bookings as uniform, 20 % cancels, 20 % availability of a property");

    private final String label;
    private final String description;

    EngineWorkload(String label, String description) {
        this.label = label;
        this.description = description;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String description() {
        return description;
    }
}
