@NullMarked
package dev.lastroom.proof.failover;

import org.jspecify.annotations.NullMarked;
