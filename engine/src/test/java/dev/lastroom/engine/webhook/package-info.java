/** Tests of webhooks: how they fare. */
@NullMarked
package dev.lastroom.engine.webhook;

import org.jspecify.annotations.NullMarked;
