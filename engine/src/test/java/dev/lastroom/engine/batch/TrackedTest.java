package dev.lastroom.engine.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.batch.Tracked.Changed;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrackedTest {

    private final Map<String, Integer> written = new LinkedHashMap<>();
    private final Tracked<String, Integer> rows = new Tracked<>(new LinkedHashMap<>(), written);

    @Test
    void aRowThatIsOnlyReadIsNotWritten() {
        rows.load("a", 1);
        assertThat(rows.added()).isEmpty();
        assertThat(rows.changed()).isEmpty();
    }

    @Test
    void aRowThatWasNotReadIsAdded() {
        written.put("a", 1);
        assertThat(rows.added()).containsExactly(1);
        assertThat(rows.changed()).isEmpty();
    }

    @Test
    void aRowThatWasReadIsWrittenWithItsStateBeforeAndAfter() {
        rows.load("a", 1);
        written.put("a", 2);
        assertThat(rows.added()).isEmpty();
        assertThat(rows.changed()).containsExactly(new Changed<>(1, 2));
    }

    @Test
    void severalChangesOfOneRowAreOneWrite() {
        rows.load("a", 1);
        written.put("a", 2);
        written.put("a", 3);
        written.put("b", 8);
        written.put("b", 9);
        assertThat(rows.changed()).containsExactly(new Changed<>(1, 3));
        assertThat(rows.added()).containsExactly(9);
    }

    @Test
    void aRowThatReturnsToItsOldStateIsNotWritten() {
        rows.load("a", 1);
        written.put("a", 2);
        written.put("a", 1);
        assertThat(rows.changed()).isEmpty();
        assertThat(rows.added()).isEmpty();
    }

    @Test
    void writesAreInKeyOrderWhateverTheOrderOfChanges() {
        for (String key : new String[] {"c", "a", "b"}) {
            rows.load(key, 0);
            written.put(key, key.codePointAt(0));
        }
        for (String key : new String[] {"z", "x", "y"}) {
            written.put(key, key.codePointAt(0));
        }
        assertThat(rows.changed()).extracting(Changed::now).containsExactly((int) 'a', (int) 'b', (int) 'c');
        assertThat(rows.added()).containsExactly((int) 'x', (int) 'y', (int) 'z');
    }
}
