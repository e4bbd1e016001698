package dev.lastroom.proof.history;

import dev.lastroom.engine.inventory.Night;

/** How many rooms a night has, and how many of them are booked. */
public record NightCount(int total, int booked) {

    public static NightCount of(Night night) {
        return new NightCount(night.total(), night.booked());
    }

    @Override
    public String toString() {
        return booked + "/" + total;
    }
}
