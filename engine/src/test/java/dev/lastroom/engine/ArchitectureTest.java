package dev.lastroom.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.lastroom.engine.planted.Planted;
import dev.lastroom.engine.rules.ImpureRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Checks the engine against {@link ArchitectureRules}, and each rule against a class planted to break it. */
class ArchitectureTest {

    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.lastroom.engine");

    static final List<ArchRule> RULES = List.of(
            ArchitectureRules.NEEDS_ALMOST_NOTHING,
            ArchitectureRules.ONLY_THE_RULES_MAKE_CHANGES,
            ArchitectureRules.ONLY_THE_RULES_SELL,
            ArchitectureRules.ONLY_LANES_WRITE,
            ArchitectureRules.RULES_KNOW_NO_MACHINERY,
            ArchitectureRules.PACKAGES_FORM_NO_CIRCLE,
            ArchitectureRules.NOBODY_ASKS_THE_WALL_CLOCK,
            ArchitectureRules.EVERY_PACKAGE_IS_NULL_MARKED);

    static final List<Arguments> BROKEN = List.of(
            Arguments.of(ArchitectureRules.NEEDS_ALMOST_NOTHING, "Needy"),
            Arguments.of(ArchitectureRules.ONLY_THE_RULES_MAKE_CHANGES, "OwnRules"),
            Arguments.of(ArchitectureRules.ONLY_THE_RULES_MAKE_CHANGES, "BorrowedRules"),
            Arguments.of(ArchitectureRules.ONLY_THE_RULES_SELL, "BackDoor"),
            Arguments.of(ArchitectureRules.ONLY_THE_RULES_SELL, "SideDoor"),
            Arguments.of(ArchitectureRules.ONLY_LANES_WRITE, "Impatient"),
            Arguments.of(ArchitectureRules.NOBODY_ASKS_THE_WALL_CLOCK, "Punctual"),
            Arguments.of(ArchitectureRules.NOBODY_ASKS_THE_WALL_CLOCK, "WithAWatch"),
            Arguments.of(ArchitectureRules.EVERY_PACKAGE_IS_NULL_MARKED, "Needy"),
            Arguments.of(ArchitectureRules.RULES_KNOW_NO_MACHINERY, "ImpureRule"),
            Arguments.of(ArchitectureRules.PACKAGES_FORM_NO_CIRCLE, "Circular"));

    @Test
    void theRulesCheckTheWholeEngine() {
        assertThat(ENGINE.contain(BookingEngine.class)).isTrue();
        assertThat(ENGINE.contain(Planted.class)).isFalse();
    }

    @ParameterizedTest
    @FieldSource("RULES")
    void theEngineKeepsItsRules(ArchRule rule) {
        rule.check(ENGINE);
    }

    @ParameterizedTest
    @FieldSource("BROKEN")
    void eachRuleFailsWhenItIsBroken(ArchRule rule, String planted) {
        JavaClasses broken = new ClassFileImporter().importPackagesOf(planted(planted));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> rule.check(broken))
                .withMessageContaining(planted);
    }

    @Test
    void everyRuleIsShownToFail() {
        assertThat(BROKEN.stream().map(arguments -> arguments.get()[0]).distinct())
                .containsExactlyInAnyOrderElementsOf(RULES);
    }

    private static Class<?> planted(String name) {
        return Stream.concat(Stream.of(ImpureRule.class), Stream.of(Planted.class.getDeclaredClasses()))
                .filter(type -> type.getSimpleName().equals(name))
                .findAny()
                .orElseThrow();
    }
}
