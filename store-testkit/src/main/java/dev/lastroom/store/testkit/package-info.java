/** The contract that every store keeps, and the in-memory model that it is compared with. */
@NullMarked
package dev.lastroom.store.testkit;

import org.jspecify.annotations.NullMarked;
