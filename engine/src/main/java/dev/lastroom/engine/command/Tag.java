package dev.lastroom.engine.command;

import dev.lastroom.engine.booking.Booking;
import dev.lastroom.engine.booking.BookingGroup;
import dev.lastroom.engine.booking.Sha256;
import dev.lastroom.engine.inventory.Night;
import dev.lastroom.engine.inventory.Property;
import dev.lastroom.engine.inventory.RoomType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names a state of a resource: another state has another tag. A booking's tag is its version; any other resource's is a
 * hash of all that it has. Immutable and thread-safe.
 *
 * @param text the characters of an entity tag in HTTP (RFC 9110, section 8.8.3), without the quotes
 */
public record Tag(String text) {

    private static final ClassValue<List<Method>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getAccessor)
                    .toList();
        }
    };

    /** The tag of a property. */
    public static Tag of(Property property) {
        return ofContent(property);
    }

    /** The tag of a room type. */
    public static Tag of(RoomType roomType) {
        return ofContent(roomType);
    }

    /** The tag of the open nights of a range, including their booked rooms. */
    public static Tag of(List<Night> nights) {
        return ofContent(nights);
    }

    /** The tag of a booking: its version. */
    public static Tag of(Booking booking) {
        return ofVersion(booking.version());
    }

    /** The tag of a booking with this version. */
    public static Tag ofVersion(int version) {
        return new Tag(Integer.toString(version));
    }

    /** The tag of a group, which changes with each of its bookings. */
    public static Tag of(BookingGroup group) {
        return ofContent(group.bookings().stream().map(Booking::version).toList());
    }

    /** The tag of a text. */
    public static Tag ofText(String text) {
        return new Tag(Sha256.first128(text).toString());
    }

    private static Tag ofContent(Object content) {
        StringBuilder canonical = new StringBuilder();
        write(content, canonical);
        return ofText(canonical.toString());
    }

    /** Every text is written with its length, so that no two states are written alike, whatever texts they have. */
    private static void write(@Nullable Object value, StringBuilder out) {
        switch (value) {
            case null -> out.append('-');
            case Record fields -> {
                out.append(fields.getClass().getSimpleName()).append('=');
                for (Method field : FIELDS.get(fields.getClass())) {
                    write(valueOf(fields, field), out);
                }
            }
            case Collection<?> items -> {
                out.append(items.size()).append('*');
                items.forEach(item -> write(item, out));
            }
            default -> {
                String text = value.toString();
                out.append(text.length()).append(':').append(text);
            }
        }
    }

    private static @Nullable Object valueOf(Record of, Method field) {
        try {
            return field.invoke(of);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("the fields of a value must be accessible: " + field, e);
        }
    }
}
