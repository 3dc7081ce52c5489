// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { BaseTest } from "./BaseTest.sol";

/// @notice A table of calls of which each must be refused, and say why.
abstract contract Refusals is BaseTest {
    struct Call {
        address caller;
        address target;
        bytes data;
    }

    Call[] private _calls;

    function refused(address caller, address target, bytes memory data) internal {
        _calls.push(Call(caller, target, data));
    }

    /// @return native coin that goes along with a call, enough for what it costs
    function valueOf(bytes4) internal view virtual returns (uint256) {
        return 0;
    }

    function assertAllRefused() internal {
        for (uint256 i; i < _calls.length; ++i) {
            Call memory c = _calls[i];
            vm.prank(c.caller);
            (bool ok, bytes memory reason) = c.target.call{ value: valueOf(bytes4(c.data)) }(c.data);
            assertFalse(ok, string.concat("call ", vm.toString(i), " was taken: ", vm.toString(c.data)));
            assertGe(reason.length, 4, string.concat("call ", vm.toString(i), " has no reason"));
        }
    }
}
