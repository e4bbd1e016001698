/**
 * What other programs follow: the log of events of one property, and the availability, rates and inventory (ARI) of a
 * property as a snapshot and the changes after it.
 */
@NullMarked
package dev.lastroom.engine.feed;

import org.jspecify.annotations.NullMarked;
