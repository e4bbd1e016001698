/** Webhooks: who is told of events by HTTP, and what could not be told yet. */
@NullMarked
package dev.lastroom.engine.webhook;

import org.jspecify.annotations.NullMarked;
