package dev.lastroom.server.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings with a common prefix, such as {@code http.port}. Declaring a setting registers it. */
final class Section {

    private final String name;
    private final List<Setting<?>> settings = new ArrayList<>();

    Section(String name) {
        this.name = name;
    }

    /** Begins the declaration of a setting; {@link Declaration#means} ends it. */
    <T> Declaration<T> setting(String setting, SettingType<T> type, T standard) {
        return new Declaration<>(name + "." + setting, type, standard);
    }

    /** Returns all settings in the order of their declarations. */
    List<Setting<?>> settings() {
        return List.copyOf(settings);
    }

    /** A setting that is being declared. */
    final class Declaration<T> {

        private final String fullName;
        private final SettingType<T> type;
        private final T standard;
        private @Nullable String flag;
        private boolean secret;

        private Declaration(String fullName, SettingType<T> type, T standard) {
            this.fullName = fullName;
            this.type = type;
            this.standard = standard;
        }

        /** Adds a flag on the command line. */
        Declaration<T> flag(String newFlag) {
            flag = newFlag;
            return this;
        }

        /** Keeps the value from being shown. */
        Declaration<T> secret() {
            secret = true;
            return this;
        }

        /** Registers the setting with its meaning and unit, in a sentence or two. */
        Setting<T> means(String description) {
            Setting<T> setting = new Setting<>(fullName, flag, type, standard, secret, description);
            settings.add(setting);
            return setting;
        }
    }
}
