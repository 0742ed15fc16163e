package dev.belay.profile.docs;

import dev.belay.contracts.ProblemType;
import dev.belay.platform.problems.NotFound;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The pages to which the {@code type} of a problem document points. */
@Path("/docs/problems")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@PermitAll
class ProblemPages {
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s · Belay</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 1rem/1.6 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem; }
            h1 { line-height: 1.2; }
            code { font-size: .95em; }
            table { border-collapse: collapse; width: 100%%; }
            td { padding: .3rem 1rem .3rem 0; vertical-align: top; border-top: 1px solid #8884; }
            </style>
            </head>
            <body>
            %2$s
            </body>
            </html>
            """;

    @GET
    @Operation(hidden = true)
    public String all() {
        String rows = ProblemType.all().stream()
                .map(type -> "<tr><td>%d</td><td><a href=\"%s\"><code>%s</code></a></td><td>%s</td></tr>"
                        .formatted(type.status(), escape(type.uri()), escape(type.name()), escape(type.title())))
                .collect(Collectors.joining("\n"));
        return PAGE.formatted(
                "Problems",
                "<h1>Problems</h1>\n<p>Whatever the services refuse, they say why in a problem document (RFC 9457). These"
                        + " are all types.</p>\n<table>\n" + rows + "\n</table>");
    }

    @GET
    @Path("{name}")
    @Operation(hidden = true)
    public String one(@PathParam("name") String name) {
        ProblemType type = ProblemType.all().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFound("problem type"));
        return PAGE.formatted(escape(type.title()), """
                <p><a href="/docs/problems">All problems</a></p>
                <h1>%s</h1>
                <p><code>%s</code> · status %d</p>
                <p>%s</p>
                <h2>What to do</h2>
                <p>%s</p>""".formatted(
                        escape(type.title()),
                        escape(type.name()),
                        type.status(),
                        escape(type.explanation()),
                        escape(type.whatToDo())));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
