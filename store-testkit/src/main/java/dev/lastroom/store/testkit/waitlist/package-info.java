/** The contracts of waitlists. */
@NullMarked
package dev.lastroom.store.testkit.waitlist;

import org.jspecify.annotations.NullMarked;
