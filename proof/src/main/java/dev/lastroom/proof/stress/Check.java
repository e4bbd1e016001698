package dev.lastroom.proof.stress;

/**
 * One thing that was counted, beside what it had to be.
 *
 * @param what what was counted
 * @param expected what it had to be
 * @param actual what it was
 */
public record Check(String what, String expected, String actual) {

    /** Whether it was what it had to be. */
    public boolean passed() {
        return expected.equals(actual);
    }
}
