package dev.lastroom.engine;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.rules.Change;
import dev.lastroom.engine.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The promises of the engine's structure. */
final class ArchitectureRules {

    private static final String RULES = "dev.lastroom.engine.rules";

    static final ArchRule NEEDS_ALMOST_NOTHING = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(allowedPackages())
            .because("the engine can be embedded anywhere");

    static final ArchRule ONLY_THE_RULES_MAKE_CHANGES = noClasses()
            .that()
            .resideOutsideOfPackage(RULES)
            .should()
            .accessTargetWhere(
                    target(owner(assignableTo(Change.class))).and(target(name(JavaConstructor.CONSTRUCTOR_NAME))))
            .because("all rules of selling rooms are in one place");

    static final ArchRule ONLY_THE_RULES_SELL = noClasses()
            .that()
            .resideOutsideOfPackage(RULES)
            .should()
            .accessTargetWhere(target(owner(assignableTo(Night.class))).and(target(name("withBooked"))))
            .because("there is one door to inventory");

    static final ArchRule ONLY_LANES_WRITE = noClasses()
            .that()
            .resideOutsideOfPackage("dev.lastroom.engine.lane")
            .should()
            .accessTargetWhere(target(owner(assignableTo(Store.class))).and(target(name("apply"))))
            .because("commands that contend wait in a lane");

    static final ArchRule RULES_KNOW_NO_MACHINERY = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.lastroom.engine.money",
                    "dev.lastroom.engine.inventory",
                    "dev.lastroom.engine.booking",
                    "dev.lastroom.engine.command",
                    "dev.lastroom.engine.event",
                    "dev.lastroom.engine.outcome",
                    RULES,
                    "dev.lastroom.engine.search")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.lastroom.engine",
                    "dev.lastroom.engine.batch",
                    "dev.lastroom.engine.config",
                    "dev.lastroom.engine.lane",
                    "dev.lastroom.engine.store",
                    "org.slf4j..",
                    "java.io..",
                    "java.util.concurrent..")
            .because("the rules are pure, and every store shares them");

    static final ArchRule PACKAGES_FORM_NO_CIRCLE = slices().assignedFrom(new Packages())
            .should()
            .beFreeOfCycles()
            .because("a reader learns one package after the other");

    static final ArchRule NOBODY_ASKS_THE_WALL_CLOCK = noClasses()
            .should()
            .accessTargetWhere(target(name("now"))
                    .and(target(owner(assignableTo(Instant.class)
                            .or(assignableTo(LocalDate.class))
                            .or(assignableTo(LocalDateTime.class))
                            .or(assignableTo(ZonedDateTime.class))))))
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .because("a run can be repeated: time comes in with the request, from an "
                    + InstantSource.class.getSimpleName());

    static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED =
            classes().should(beInANullMarkedPackage()).because("null is always said");

    private ArchitectureRules() {}

    private static String[] allowedPackages() {
        return Stream.concat(
                        ModuleLayer.boot().findModule("java.base").orElseThrow().getPackages().stream(),
                        Stream.of("dev.lastroom.engine..", "org.jspecify..", "org.slf4j"))
                .toArray(String[]::new);
    }

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

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a package that is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(type, marked, type.getName() + " is in " + type.getPackageName()));
            }
        };
    }
}
