/**
 * A client of Lastroom's API. Begin with {@link dev.lastroom.client.LastroomClient}, and with {@code Calls}, which the
 * build makes from the OpenAPI document.
 */
@NullMarked
package dev.lastroom.client;

import org.jspecify.annotations.NullMarked;
