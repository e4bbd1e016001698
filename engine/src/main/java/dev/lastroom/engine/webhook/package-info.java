/** Webhooks: who receives events over HTTP, and which events could not be sent yet. */
@NullMarked
package dev.lastroom.engine.webhook;

import org.jspecify.annotations.NullMarked;
