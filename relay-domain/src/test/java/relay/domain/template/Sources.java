package relay.domain.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Templates and data as tests write them. */
final class Sources {
  static final TemplateSettings LIMITS = new TemplateSettings(100_000, 10_000, 3);

  private Sources() {}

  static TemplateSource html(String html) {
    return new TemplateSource("Hello", "", html, "", Map.of(), MissingValue.EMPTY);
  }

  static TemplateSource text(String text) {
    return new TemplateSource("Hello", "", "", text, Map.of(), MissingValue.EMPTY);
  }

  static TemplateSource subject(String subject) {
    return new TemplateSource(subject, "", "", "x", Map.of(), MissingValue.EMPTY);
  }

  static CompiledTemplate compiled(TemplateSource source) {
    return CompiledTemplate.of(source, (id, part) -> Optional.empty());
  }

  static Rendering rendering(TemplateSource source, Object... data) {
    return compiled(source).render(data(data), LIMITS);
  }

  static Rendering.Rendered rendered(TemplateSource source, Object... data) {
    return (Rendering.Rendered) rendering(source, data);
  }

  /** What becomes of HTML. */
  static String renderHtml(String html, Object... data) {
    return rendered(html(html), data).html().orElseThrow();
  }

  /** What becomes of a text. */
  static String renderText(String text, Object... data) {
    return rendered(text(text), data).text();
  }

  /**
   * @param data name, value, name, value ...
   */
  static TemplateData data(Object... data) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < data.length; i += 2) {
      values.put((String) data[i], data[i + 1]);
    }
    return TemplateData.of(values);
  }
}
