package dev.lastroom.engine.command;

import static dev.lastroom.engine.testing.TestHotel.DELUXE;
import static dev.lastroom.engine.testing.TestHotel.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastroom.engine.command.Precondition.Tags;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.Presentation;
import dev.lastroom.engine.inventory.Presentation.Image;
import dev.lastroom.engine.inventory.PropertyId;
import dev.lastroom.engine.inventory.RoomType;
import dev.lastroom.engine.money.Charge;
import dev.lastroom.engine.money.DepositPolicy;
import dev.lastroom.engine.money.Terms;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tags of each state, and the tags that a precondition accepts. */
class PreconditionTest {

    private static final Tag ONE = new Tag("1");
    private static final Tag TWO = new Tag("2");

    @Test
    void holdsForWhatItNamesAndNothingElse() {
        assertThat(Precondition.NONE.holds(ONE)).isTrue();
        assertThat(Precondition.NONE.holds(null)).isTrue();
        assertThat(Precondition.is(ONE).holds(ONE)).isTrue();
        assertThat(Precondition.is(ONE).holds(TWO)).isFalse();
        assertThat(Precondition.is(ONE).holds(null)).isFalse();
        assertThat(Precondition.ABSENT.holds(null)).isTrue();
        assertThat(Precondition.ABSENT.holds(ONE)).isFalse();
        Precondition there = new Precondition(Tags.ANY, Tags.of(List.of(TWO)));
        assertThat(there.holds(ONE)).isTrue();
        assertThat(there.holds(TWO)).isFalse();
        assertThat(there.holds(null)).isFalse();
    }

    @Test
    void statesThatReadAlikeHaveDifferentTags() {
        List<RoomType> different = List.of(
                type("a, description=b", "c"),
                type("a", "b, description=c"),
                type("a", ""),
                type("a", "").with(charge(new Charge.Percent(5))),
                type("a", "").with(charge(new Charge.Fixed(5))),
                type("a", "").withMaxOccupancy(5),
                type("a", "").with(new Presentation(List.of(), List.of("x", "y"))),
                type("a", "").with(new Presentation(List.of(), List.of("x1:y"))),
                type("a", "").with(new Presentation(List.of(new Image("https://a.example", "x")), List.of())));
        assertThat(different.stream().map(Tag::of)).doesNotHaveDuplicates();
        assertThat(Tag.of(type("a", ""))).isEqualTo(Tag.of(type("a", "")));

        Night night = new Night(DELUXE, TODAY, 3, 0, 100);
        Stream<List<Night>> nights =
                Stream.of(List.of(), List.of(night), List.of(night.withBooked(1)), List.of(night, night));
        assertThat(nights.map(Tag::of)).doesNotHaveDuplicates();
    }

    private static RoomType type(String name, String description) {
        return new RoomType(DELUXE, new PropertyId("seaside"), name, description, 1, 1);
    }

    private static Terms charge(Charge charge) {
        return new Terms(new DepositPolicy(charge, 1), null);
    }
}
