package dev.lastroom.store.testkit;

import dev.lastroom.store.testkit.database.TestedStore;
import dev.lastroom.store.testkit.waitlist.WaitlistBoundsContract;
import dev.lastroom.store.testkit.waitlist.WaitlistOffersContract;
import dev.lastroom.store.testkit.waitlist.WaitlistRaceContract;
import dev.lastroom.store.testkit.waitlist.WaitlistTermsContract;
import org.junit.jupiter.api.Nested;

/** The contracts that depend on how a store makes its transactions, so that each of its modes runs them. */
public abstract class TransactionContracts implements TestedStore {

    @Nested
    class Allotment extends AllotmentContract {}

    @Nested
    class Concurrency extends ConcurrencyContract {}

    @Nested
    class Failure extends FailureContract {}

    @Nested
    class Group extends GroupContract {}

    @Nested
    class Life extends LifeContract {}

    @Nested
    class Model extends ModelContract {}

    @Nested
    class Repair extends RepairContract {}

    @Nested
    class Replay extends ReplayContract {}

    @Nested
    class Rules extends RulesContract {}

    @Nested
    class Search extends SearchContract {}

    @Nested
    class Store extends StoreContract {}

    @Nested
    class TimeZone extends TimeZoneContract {}

    @Nested
    class WaitlistBounds extends WaitlistBoundsContract {}

    @Nested
    class WaitlistOffers extends WaitlistOffersContract {}

    @Nested
    class WaitlistRace extends WaitlistRaceContract {}

    @Nested
    class WaitlistTerms extends WaitlistTermsContract {}
}
