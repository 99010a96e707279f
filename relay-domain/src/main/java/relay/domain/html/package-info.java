/**
 * Reads HTML as browsers and mail programs do (WHATWG HTML 13.2.5, tokenization), without building
 * a tree: what stands where in the text, so that a part can be changed and every other character
 * stays as it is.
 *
 * <p>Invariant: linear in the text, never throws for what is in it; tokens follow one another
 * without a gap, so their texts together are the whole. Way in: {@link
 * relay.domain.html.HtmlTokenizer}.
 */
package relay.domain.html;
