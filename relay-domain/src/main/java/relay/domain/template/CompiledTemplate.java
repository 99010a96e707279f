package relay.domain.template;

import com.samskivert.mustache.MustacheException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import relay.domain.html.HtmlToken;
import relay.domain.html.HtmlTokenizer;
import relay.domain.html.PlainText;
import relay.domain.template.Steps.TooMuch;

/** A template ready for any number of recipients. Immutable, thread-safe. */
public final class CompiledTemplate {
  /** Mail programs show the first words of a mail; nobody sees these in the mail itself. */
  private static final String HIDDEN =
      "<div style=\"display:none;max-height:0;overflow:hidden;mso-hide:all\">";

  private final TemplateSource source;
  private final TemplateText subject;
  private final Optional<TemplateText> html;
  private final TemplateText text;

  private CompiledTemplate(
      TemplateSource source, TemplateText subject, Optional<TemplateText> html, TemplateText text) {
    this.source = source;
    this.subject = subject;
    this.html = html;
    this.text = text;
  }

  /**
   * @param partials the text of a part of another template, by the id of that and the part
   * @throws InvalidTemplate where it breaks a rule
   */
  public static CompiledTemplate of(
      TemplateSource source, BiFunction<String, String, Optional<String>> partials) {
    return of(source, new Parts(source.missing(), false, partials));
  }

  private static CompiledTemplate of(TemplateSource source, Parts reader) {
    List<MustacheToken> subject = reader.tokens(TemplateFields.SUBJECT, source.subject());
    List<MustacheToken> preheader = reader.tokens(TemplateFields.PREHEADER, source.preheader());
    List<MustacheToken> html = reader.tokens(TemplateFields.HTML, source.html());
    // by themselves first: what is wrong is told of the part that has it
    reader.text(TemplateFields.PREHEADER, preheader, true);
    Optional<TemplateText> rendered =
        html.isEmpty()
            ? Optional.empty()
            : Optional.of(reader.text(TemplateFields.HTML, html, true));
    // a version has the text that was made when it was published, be it none
    boolean makesText = source.text().isBlank() && !reader.isPublished();
    String words = makesText ? PlainText.of(written(html)) : source.text();
    List<MustacheToken> text =
        makesText
            ? MustacheScanner.scan(TemplateFields.TEXT, words, false)
            : reader.tokens(TemplateFields.TEXT, words);
    String whole = withPreheader(written(html), written(preheader));
    var expanded =
        new TemplateSource(
            written(subject), "", whole, written(text), source.defaults(), source.missing());
    if (!preheader.isEmpty() && rendered.isPresent()) {
      rendered =
          Optional.of(
              reader.text(
                  TemplateFields.HTML,
                  MustacheScanner.scan(TemplateFields.HTML, whole, false),
                  true));
    }
    return new CompiledTemplate(
        expanded,
        reader.text(TemplateFields.SUBJECT, subject, false),
        rendered,
        reader.text(TemplateFields.TEXT, text, false));
  }

  /** One that needs no partials any more. */
  static CompiledTemplate of(TemplateVersion version) {
    TemplateSource source = version.source();
    return of(source, new Parts(source.missing(), true, (id, part) -> Optional.empty()));
  }

  /**
   * The same with another subject, which names no partials.
   *
   * @throws InvalidTemplate where it breaks a rule
   */
  CompiledTemplate withSubject(String line) {
    return new CompiledTemplate(source, subject(line, source.missing()), html, text);
  }

  /** What is wrong with a subject that stands by itself, for its author; empty: nothing. */
  public static Optional<String> faultOfSubject(String line) {
    try {
      subject(line, MissingValue.EMPTY);
      return Optional.empty();
    } catch (InvalidTemplate e) {
      return Optional.of(e.getMessage());
    }
  }

  private static TemplateText subject(String line, MissingValue missing) {
    var reader = new Parts(missing, true, (id, part) -> Optional.empty());
    return reader.text(TemplateFields.SUBJECT, reader.tokens(TemplateFields.SUBJECT, line), false);
  }

  private record Parts(
      MissingValue missing,
      boolean isPublished,
      BiFunction<String, String, Optional<String>> partials) {
    List<MustacheToken> tokens(String part, String source) {
      return new Partials(
              part, TemplateSource.EXPANDED_CHARS_MAX, !isPublished, id -> partials.apply(id, part))
          .expand(source);
    }

    TemplateText text(String part, List<MustacheToken> tokens, boolean isHtml) {
      return TemplateText.of(part, tokens, isHtml, missing);
    }
  }

  private static String written(List<MustacheToken> tokens) {
    return tokens.stream().map(MustacheToken::source).collect(Collectors.joining());
  }

  /** As the first thing in the body, where mail programs look for it. */
  private static String withPreheader(String html, String preheader) {
    if (preheader.isEmpty() || html.isEmpty()) {
      return html;
    }
    int at = 0;
    for (HtmlToken token : HtmlTokenizer.read(html)) {
      if (token instanceof HtmlToken.Tag tag && tag.name().equals("body") && !tag.isEnd()) {
        at = tag.end();
        break;
      }
    }
    return html.substring(0, at) + HIDDEN + preheader + "</div>" + html.substring(at);
  }

  /** With nothing left to look up: what a published version keeps. */
  TemplateSource expanded() {
    return source;
  }

  /** Names of the values that it writes, as they stand in its tags. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>(subject.names());
    html.ifPresent(h -> names.addAll(h.names()));
    names.addAll(text.names());
    return names;
  }

  /** The words of one recipient's mail, or why he gets none. */
  public Rendering render(TemplateData data, TemplateSettings limits) {
    Steps steps = new Steps(limits.stepsMax());
    Scope values = new Scope(data.values(), source.defaults(), steps);
    try {
      String line =
          OneLine.of(
              subject.render(values, TemplateSource.TEXT_CHARS_MAX),
              TemplateSource.SUBJECT_CHARS_MAX);
      Optional<String> shown = html.map(h -> h.render(values, limits.outputMax()));
      return new Rendering.Rendered(line, shown, text.render(values, limits.outputMax()));
    } catch (TooMuch e) {
      return new Rendering.Refused(Optional.empty(), e.getMessage());
    } catch (MustacheException.Context e) {
      return steps.areUsedUp()
          ? new Rendering.Refused(Optional.empty(), Steps.USED_UP)
          : new Rendering.Refused(Optional.of(e.key), "there is no value of the name " + e.key);
    } catch (MustacheException e) {
      return new Rendering.Refused(Optional.empty(), "it cannot be rendered: " + e.getMessage());
    }
  }
}
