package dev.lastroom.server.cli;

import dev.lastroom.server.access.KeyFile;
import dev.lastroom.server.access.StoredKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Lists the API keys. */
@Command(name = "list", description = "List the API keys in the file. The file holds only their hashes.")
final class KeysListCommand extends KeysCommand.OnKeyFile {

    private final Console console;

    KeysListCommand(Console console, Map<String, String> environment) {
        super(environment);
        this.console = console;
    }

    static Map<String, String> describe(StoredKey key) {
        Map<String, String> described = new LinkedHashMap<>();
        described.put("id", key.id());
        described.put("owner", key.owner());
        described.put("role", key.role().toString());
        described.put("createdAt", key.createdAt().toString());
        return described;
    }

    @Override
    public Integer call() {
        return withFile(file -> {
            print(file, file.read());
            return 0;
        });
    }

    private void print(KeyFile file, List<StoredKey> keys) {
        if (json()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("file", file.path().toString());
            result.put("keys", keys.stream().map(KeysListCommand::describe).toList());
            console.line(JsonOutput.write(result));
            return;
        }
        int owners = keys.stream().mapToInt(key -> key.owner().length()).max().orElse(0);
        for (StoredKey key : keys) {
            console.line(String.format(
                    "%s  %-" + Math.max(owners, 5) + "s  %-6s  %s",
                    key.id(),
                    key.owner(),
                    key.role(),
                    key.createdAt()));
        }
        console.remark(
                keys.isEmpty()
                        ? "There are no keys in " + file.path()
                        : keys.size() + (keys.size() == 1 ? " key in " : " keys in ") + file.path());
    }
}
