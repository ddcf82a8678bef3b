// Elementary functions of arrays, through SLEEF.
#pragma once
