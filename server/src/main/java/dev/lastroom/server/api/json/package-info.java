/** The JSON forms of the API. */
@NullMarked
package dev.lastroom.server.api.json;

import org.jspecify.annotations.NullMarked;
