package dev.lastroom.store.testkit;

import org.junit.jupiter.api.Nested;

/** All contracts of a store. A store has one class that extends this one and makes its databases. */
public abstract class StoreContracts implements TestedStore {

    @Nested
    class Allotment extends AllotmentContract {}

    @Nested
    class Clock extends ClockContract {}

    @Nested
    class Concurrency extends ConcurrencyContract {}

    @Nested
    class Event extends EventContract {}

    @Nested
    class Failure extends FailureContract {}

    @Nested
    class Group extends GroupContract {}

    @Nested
    class Life extends LifeContract {}

    @Nested
    class List extends ListContract {}

    @Nested
    class Model extends ModelContract {}

    @Nested
    class Money extends MoneyContract {}

    @Nested
    class Repair extends RepairContract {}

    @Nested
    class Replay extends ReplayContract {}

    @Nested
    class Rules extends RulesContract {}

    @Nested
    class Store extends StoreContract {}

    @Nested
    class TimeZone extends TimeZoneContract {}

    @Nested
    class Upgrade extends UpgradeContract {}

    @Nested
    class WaitlistBounds extends WaitlistBoundsContract {}

    @Nested
    class WaitlistOffers extends WaitlistOffersContract {}

    @Nested
    class WaitlistRace extends WaitlistRaceContract {}

    @Nested
    class WaitlistTerms extends WaitlistTermsContract {}

    @Nested
    class Webhook extends WebhookContract {}
}
