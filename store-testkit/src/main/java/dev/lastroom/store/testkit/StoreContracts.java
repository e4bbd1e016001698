package dev.lastroom.store.testkit;

import org.junit.jupiter.api.Nested;

/** All contracts of a store. A store has one class that extends this one and makes its databases. */
public abstract class StoreContracts extends TransactionContracts {

    @Nested
    class Ari extends AriContract {}

    @Nested
    class Clock extends ClockContract {}

    @Nested
    class Event extends EventContract {}

    @Nested
    class List extends ListContract {}

    @Nested
    class Money extends MoneyContract {}

    @Nested
    class Upgrade extends UpgradeContract {}

    @Nested
    class Webhook extends WebhookContract {}
}
