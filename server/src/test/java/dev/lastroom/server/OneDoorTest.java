package dev.lastroom.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.lastroom.engine.batch.WorkingSet;
import dev.lastroom.engine.rules.Decision;
import org.junit.jupiter.api.Test;

/** The service and the command line touch inventory only through the engine. */
class OneDoorTest {

    private static final ArchRule NO_SQL =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.sql..");

    private static final ArchRule NO_DECISION_OF_ITS_OWN =
            noClasses().should().dependOnClassesThat().belongToAnyOf(Decision.class, WorkingSet.class);

    private static final ArchRule NO_CIRCLE = slices().assignedFrom(new Packages())
            .should()
            .beFreeOfCycles()
            .because("a reader learns one package after the other");

    /** Each package by itself. */
    private static final class Packages implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }

    private static JavaClasses classes(String packageName) {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(packageName);
    }

    @Test
    void theServerHasNoSqlAndDecidesNothing() {
        JavaClasses server = classes("dev.lastroom.server");
        assertThatCode(() -> NO_SQL.check(server)).doesNotThrowAnyException();
        assertThatCode(() -> NO_DECISION_OF_ITS_OWN.check(server)).doesNotThrowAnyException();
    }

    @Test
    void packagesFormNoCycle() {
        NO_CIRCLE.check(classes("dev.lastroom"));
    }

    @Test
    void negativeControlACycleIsDetected() {
        JavaClasses circle = new ClassFileImporter().importPackages("dev.lastroom.server.circle");
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> NO_CIRCLE.check(circle));
    }

    /** The stores break both rules, so rules that accepted them would accept anything. */
    @Test
    void negativeControlTheStoresBreakBothRules() {
        JavaClasses store = classes("dev.lastroom.store.sqlite");
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> NO_SQL.check(store));
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> NO_DECISION_OF_ITS_OWN.check(store));
    }
}
