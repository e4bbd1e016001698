/** Tests of the condition of webhooks. */
@NullMarked
package dev.lastroom.engine.webhook;

import org.jspecify.annotations.NullMarked;
