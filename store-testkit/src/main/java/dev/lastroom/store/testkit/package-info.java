/** The contract that every store keeps, and the in-memory model with which it is compared. */
@NullMarked
package dev.lastroom.store.testkit;

import org.jspecify.annotations.NullMarked;
