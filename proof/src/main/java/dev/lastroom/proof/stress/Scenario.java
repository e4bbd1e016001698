package dev.lastroom.proof.stress;

/** A race with a known result. */
interface Scenario {

    /** What happens and what must come of it, in one line. */
    String title();

    /** Runs the race at the stage's hotel, and checks what came of it. */
    void play(Stage stage) throws InterruptedException;
}
