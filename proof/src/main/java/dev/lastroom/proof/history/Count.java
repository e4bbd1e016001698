package dev.lastroom.proof.history;

import dev.lastroom.engine.inventory.Night;

/** The rooms of a night: how many there are, and how many are booked. */
public record Count(int total, int booked) {

    public static Count of(Night night) {
        return new Count(night.total(), night.booked());
    }

    @Override
    public String toString() {
        return booked + "/" + total;
    }
}
