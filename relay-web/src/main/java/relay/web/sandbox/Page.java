package relay.web.sandbox;

import java.util.function.Consumer;

/** The frame that all pages share. */
final class Page {
  private Page() {}

  static String of(String title, Consumer<Html> content) {
    var html = new Html();
    html.open("html", "lang", "en").open("head").open("meta", "charset", "utf-8");
    html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.element("title", title + " – Relay");
    html.open("link", "rel", "stylesheet", "href", "/style.css").close("head");
    html.open("body").open("header");
    html.open("a", "href", "/", "class", "brand").text("Relay").close("a").close("header");
    html.open("main");
    content.accept(html);
    html.close("main").open("footer");
    html.link("/health", "Health").link("/metrics", "Metrics").link("/openapi", "API");
    html.close("footer").close("body").close("html");
    return "<!DOCTYPE html>\n" + html;
  }
}
