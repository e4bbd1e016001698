@NullMarked
package dev.lastroom.simulation.settings;

import org.jspecify.annotations.NullMarked;
