package dev.lastroom.server.http;

import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.staticcontent.ClasspathHandlerConfig;
import io.helidon.webserver.staticcontent.StaticContentFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The pages for people: the admin pages, the API's description and Swagger UI, all from the class path. */
final class Pages {

    private static final String WEB = "web";
    private static final String WELCOME = "index.html";
    private static final String SWAGGER_UI = "META-INF/resources/webjars/swagger-ui/";
    private static final String SWAGGER_UI_POM = "META-INF/maven/org.webjars/swagger-ui/pom.properties";

    private Pages() {}

    static void register(HttpRouting.Builder routing) {
        routing.register("/docs/swagger-ui", folder(SWAGGER_UI + swaggerUiVersion()));
        routing.register("/", folder(WEB));
    }

    private static HttpService folder(String location) {
        return StaticContentFeature.createService(ClasspathHandlerConfig.builder()
                .location(location)
                .welcome(WELCOME)
                .classLoader(Pages.class.getClassLoader())
                .build());
    }

    /** The webjar has its version in its paths. */
    private static String swaggerUiVersion() {
        try (InputStream in = Pages.class.getClassLoader().getResourceAsStream(SWAGGER_UI_POM)) {
            if (in == null) {
                throw new IllegalStateException("swagger-ui is not on the class path: " + SWAGGER_UI_POM);
            }
            Properties pom = new Properties();
            pom.load(in);
            return pom.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + SWAGGER_UI_POM, e);
        }
    }
}
