// SPDX-License-Identifier: GPL-2.0
/*
 * Bars and lines of text as a picture, in SVG 1.1 without scripts.
 *
 * A picture has three columns: labels, bars, values. They are as wide as what is in them, which
 * is known before anything is written, because everything is put in twice. The font has one
 * width for all characters; it is the terminal's idea of columns that is measured.
 *
 * Texts are of any bytes. XML has no way to write a control character, or a byte that is part of
 * no character; U+FFFD stands for each. A long label is cut, and whole in the title, which
 * viewers show when the mouse is over the bar.
 *
 * The picture has a background of its own, so that it can be read on any. Viewers that know what
 * the user prefers take the dark colors.
 */
#include "report/svg.h"
#include "utf8.h"

/* In pixels. */
#define MARGIN		12
#define GAP		8
#define LINE		18
#define BAR		600
#define THICK		12
#define STRIP		40
#define COLUMN		7.3	/* of the font, and a little more */

/* Columns that a label may have. */
#define MAX_LABEL	60

static const char style[] =
	"<style>\n"
	"text { font: 12px monospace; fill: #1f2328; white-space: pre }\n"
	".title { font-weight: bold }\n"
	".note { fill: #59636e }\n"
	".label { text-anchor: end }\n"
	".paper { fill: #ffffff }\n"
	".floor { fill: #d1d9e0 }\n"
	".plus { fill: #2f6fb0 }\n"
	".minus { fill: #c4452f }\n"
	"@media (prefers-color-scheme: dark) {\n"
	"text { fill: #e6edf3 }\n"
	".note { fill: #9aa4ae }\n"
	".paper { fill: #0d1117 }\n"
	".floor { fill: #3d444d }\n"
	".plus { fill: #58a6ff }\n"
	".minus { fill: #ff7b72 }\n"
	"}\n"
	"</style>\n";

static const char *const line_classes[] = { [SVG_TITLE] = "title", [SVG_NOTE] = "note" };

/* U+FFFE and U+FFFF are no characters of XML. */
static bool is_no_xml(const char *text)
{
	return !memcmp(text, "\xef\xbf", 2) && (text[2] == 0xbe || text[2] == 0xbf);
}

/* Write a character, and return its size. */
static u32 put_char(FILE *to, const char *text)
{
	u32 len = utf8_len(text) ?: 1;

	if (*text == '&')
		fputs("&amp;", to);
	else if (*text == '<')
		fputs("&lt;", to);
	else if (*text == '>')
		fputs("&gt;", to);
	else if (utf8_shown(text) && !(len == 3 && is_no_xml(text)))
		fwrite(text, 1, len, to);
	else
		fputs("\xef\xbf\xbd", to);
	return len;
}

static void put_text(FILE *to, const char *text)
{
	while (*text)
		text += put_char(to, text);
}

static u32 columns(const char *text)
{
	return utf8_columns(text, strlen(text));
}

static u32 label_columns(const char *label)
{
	return min(columns(label), MAX_LABEL);
}

static void put_label(FILE *to, const char *label)
{
	bool cut = columns(label) > MAX_LABEL;
	u32 left = cut ? MAX_LABEL - 1 : MAX_LABEL, width;

	for (; *label; label += put_char(to, label)) {
		width = utf8_columns(label, 1);
		if (width > left)
			break;
		left -= width;
	}
	if (cut)
		fputs("\xe2\x80\xa6", to);
}

/* Where bars begin. */
static double bars_at(const struct svg *svg)
{
	return MARGIN + svg->labels * COLUMN + GAP;
}

static double width_of(const struct svg *svg)
{
	return max(bars_at(svg) + BAR + GAP + svg->values * COLUMN,
		   MARGIN + svg->lines * COLUMN) + MARGIN;
}

static const char *sign_of(double share)
{
	return share < 0 ? "minus" : "plus";
}

/* A length that can be seen, unless it is 0. */
static double length_of(double share, double whole)
{
	double length = (share < 0 ? -share : share) * whole;

	return share && length < 1 ? 1 : length;
}

static void put_rect(const struct svg *svg, const char *class, double x, double y, double width,
		     double height)
{
	fprintf(svg->to,
		"<rect class=\"%s\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\"/>",
		class, x, y, width, height);
}

/* Begin a text, which ends with </text>. */
static void begin_text(const struct svg *svg, const char *class, double x, double y)
{
	fprintf(svg->to, "<text class=\"%s\" x=\"%.2f\" y=\"%.2f\">", class, x, y);
}

static void put_number(const struct svg *svg, const char *class, double x, double y,
		       const char *number)
{
	begin_text(svg, class, x, y);
	fprintf(svg->to, "%s</text>", number);
}

static void put_title(const struct svg *svg, const char *label, const char *value)
{
	fputs("<title>", svg->to);
	put_text(svg->to, label);
	fprintf(svg->to, ": %s</title>", value);
}

/* What stands before and behind the bars; @at: where they end. */
static void put_names(const struct svg *svg, const char *label, const char *value, double at)
{
	begin_text(svg, "label", bars_at(svg) - GAP, svg->y);
	put_label(svg->to, label);
	fputs("</text>", svg->to);
	put_number(svg, "value", at + GAP, svg->y, value);
}

/*
 * Begin a row of a class, whose bars end at @end. Returns false if the picture is only measured;
 * else </g> ends the row.
 */
static bool begin_row(struct svg *svg, const char *class, const char *label, const char *value,
		      double end)
{
	svg->labels = max(svg->labels, label_columns(label));
	svg->values = max_t(u32, svg->values, strlen(value));
	if (!svg->to)
		return false;
	fprintf(svg->to, "<g class=\"%s\">", class);
	put_title(svg, label, value);
	put_names(svg, label, value, bars_at(svg) + end);
	return true;
}

/**
 * svg_start - start to write a picture that has been measured
 * @svg: the picture.
 * @to: the file.
 *
 * Context: any.
 */
void svg_start(struct svg *svg, FILE *to)
{
	u32 width = width_of(svg), height = svg->y + MARGIN;

	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", to);
	fputs("<svg xmlns=\"http://www.w3.org/2000/svg\" xml:space=\"preserve\" ", to);
	fprintf(to, "width=\"%u\" height=\"%u\" viewBox=\"0 0 %u %u\">\n%s", width, height, width,
		height, style);
	fputs("<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n", to);
	svg->to = to;
	svg->y = 0;
}

/**
 * svg_end - end a picture
 * @svg: the picture.
 *
 * Context: any.
 */
void svg_end(struct svg *svg)
{
	fputs("</svg>\n", svg->to);
}

/**
 * svg_line - put in a line of text
 * @svg: the picture.
 * @style: its style.
 * @text: the text.
 *
 * Context: any.
 */
void svg_line(struct svg *svg, enum svg_line style, const char *text)
{
	svg->y += LINE;
	svg->lines = max(svg->lines, columns(text));
	if (!svg->to)
		return;
	begin_text(svg, line_classes[style], MARGIN, svg->y);
	put_text(svg->to, text);
	fputs("</text>\n", svg->to);
}

/**
 * svg_bar - put in a bar
 * @svg: the picture.
 * @label: what stands before it, of any bytes.
 * @value: the number behind it.
 * @share: its length, from -1 to 1 for the longest one; a negative one has another color.
 *
 * Context: any.
 */
void svg_bar(struct svg *svg, const char *label, const char *value, double share)
{
	double length = length_of(share, BAR);

	svg->y += LINE;
	if (!begin_row(svg, "bar", label, value, length))
		return;
	put_rect(svg, sign_of(share), bars_at(svg), svg->y - THICK + 2, length, THICK);
	fputs("</g>\n", svg->to);
}

/**
 * svg_strip - put in a strip, in which columns stand
 * @svg: the picture.
 * @label: what stands before it, of any bytes.
 * @value: the number behind it.
 *
 * Context: any.
 */
void svg_strip(struct svg *svg, const char *label, const char *value)
{
	svg->y += GAP + STRIP;
	if (!begin_row(svg, "strip", label, value, BAR))
		return;
	put_rect(svg, "floor", bars_at(svg), svg->y, BAR, 1);
	fputs("</g>\n", svg->to);
}

/**
 * svg_column - put a column in the last strip
 * @svg: the picture.
 * @label: what it is about.
 * @value: its number.
 * @from: where it begins, from 0 to 1.
 * @width: its width, from 0 to 1.
 * @share: its height, from -1 to 1 for the highest one; a negative one has another color.
 *
 * Context: any.
 */
void svg_column(struct svg *svg, const char *label, const char *value, double from, double width,
		double share)
{
	double height = length_of(share, STRIP);

	if (!svg->to)
		return;
	fputs("<g class=\"column\">", svg->to);
	put_title(svg, label, value);
	put_rect(svg, sign_of(share), bars_at(svg) + from * BAR, svg->y - height,
		 max(width * BAR * 0.9, 0.5), height);
	fputs("</g>\n", svg->to);
}

/**
 * svg_axis - put in what the ends of the strips are
 * @svg: the picture.
 * @from: the left end.
 * @to: the right end.
 *
 * Context: any.
 */
void svg_axis(struct svg *svg, const char *from, const char *to)
{
	svg->y += LINE;
	if (!svg->to)
		return;
	put_number(svg, "note", bars_at(svg), svg->y, from);
	put_number(svg, "note label", bars_at(svg) + BAR, svg->y, to);
	fputs("\n", svg->to);
}
