package dev.lastroom.proof.stress;

/**
 * A count, and the value it should have.
 *
 * @param what what was counted
 * @param expected the expected value
 * @param actual the counted value
 */
public record Check(String what, String expected, String actual) {

    /** Whether the value is as expected. */
    public boolean passed() {
        return expected.equals(actual);
    }
}
