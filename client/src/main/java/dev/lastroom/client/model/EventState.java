package dev.lastroom.client.model;

/** The state before or after an event, of the thing that changed. */
public sealed interface EventState
        permits BookingDetails, WaitlistEntry, Property, RoomType, NightsOffered, AllotmentPart {}
