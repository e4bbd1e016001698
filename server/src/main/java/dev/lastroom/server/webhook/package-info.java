/** Delivery of events to webhooks. */
@NullMarked
package dev.lastroom.server.webhook;

import org.jspecify.annotations.NullMarked;
