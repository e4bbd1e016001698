package dev.lastroom.store.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A statement for one row has no function scans. */
class OneRowTest {

    private static final String SQL = "SELECT * FROM unnest(?, ?) AS wanted (a, b) WHERE a = ANY (?)";

    @Test
    void oneRowIsWrittenWithoutUnnest() {
        ColumnArray one = ColumnArray.ints(List.of(7), i -> i);
        assertThat(OneRow.suit(SQL, one, one, one))
                .isEqualTo("SELECT * FROM (SELECT (?)[1], (?)[1]) AS wanted (a, b) WHERE a = ANY (?)");
    }

    @Test
    void severalRowsOrNoneKeepIt() {
        ColumnArray one = ColumnArray.ints(List.of(7), i -> i);
        assertThat(OneRow.suit(SQL, one, one, ColumnArray.ints(List.of(7, 8), i -> i)))
                .isEqualTo(SQL);
        assertThat(OneRow.suit(SQL, one, one, ColumnArray.ints(List.<Integer>of(), i -> i)))
                .isEqualTo(SQL);
        assertThat(OneRow.suit(SQL, 7)).isEqualTo(SQL);
    }
}
