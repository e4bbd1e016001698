@NullMarked
package dev.lastroom.client;

import org.jspecify.annotations.NullMarked;
