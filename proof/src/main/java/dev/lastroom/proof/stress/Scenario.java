package dev.lastroom.proof.stress;

/** A race with a known result. */
interface Scenario {

    /** The events and the required result, in one line. */
    String title();

    /** Runs the race at the stage's seller, and checks the result. */
    void play(Stage stage) throws InterruptedException;
}
