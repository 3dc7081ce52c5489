// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { CheatCodes } from "../utils/CheatCodes.sol";
import { DepositFixture } from "../utils/DepositFixture.sol";

/// @notice B7: a draw among 10 and among 1,000 registered stakers, all storage cold, in a transaction of its own.
/// "draw" is `StakerSelector.resolveDraw` without the 21,000 and the calldata of a transaction: price, seed, way down the
/// tree, the reservation at whom it found, way up the tree. "resolve" is the whole transaction that assigns a share.
/// forge-config: default.isolate = true
contract DrawGasTest is DepositFixture {
    uint256 private constant LIMIT_DRAW = 60_000;

    function test_B7_DrawAmong10And1000() external {
        addStakers(10, 2 * BTC);
        minted(bob, BTC);
        uint256 few = _draw("draw among 10");
        uint256 fewResolve = _resolve("resolve among 10");
        addStakers(990, 2 * BTC);
        uint256 many = _draw("draw among 1000");
        uint256 manyResolve = _resolve("resolve among 1000");
        vm.snapshotValue("Draw", "draw 1000 over 10, percent", many * 100 / few);
        vm.snapshotValue("Draw", "resolve 1000 over 10, percent", manyResolve * 100 / fewResolve);
        assertLe(many, LIMIT_DRAW, "B7: at most 60,000");
        assertLe(many * 10, few * 13, "B7: at most 1.3 times");
    }

    /// @dev A draw by itself, undone afterwards: the bridge is not asked, so nothing is reserved.
    function _draw(string memory name) private returns (uint256 used) {
        uint256 reqId = _request();
        uint256 snapshot = vm.snapshotState();
        bytes memory data = abi.encodeCall(system.selector.resolveDraw, (reqId, BTC, true));
        vm.prank(address(system.bridge));
        (bool ok,) = address(system.selector).call(data);
        CheatCodes.Gas memory gas = vm.lastCallGas();
        assertTrue(ok, "drawn");
        used = gas.gasTotalUsed - _intrinsic(data);
        vm.revertToState(snapshot);
        vm.snapshotValue("Draw", name, used);
        system.bridge.resolveDeposit(reqId);
    }

    function _resolve(string memory name) private returns (uint256 used) {
        system.bridge.resolveDeposit(_request());
        used = vm.lastCallGas().gasTotalUsed;
        vm.snapshotValue("Draw", name, used);
    }

    function _request() private returns (uint256 reqId) {
        reqId = request(alice, BTC);
        vm.roll(vm.getBlockNumber() + 3);
    }

    function _intrinsic(bytes memory data) private pure returns (uint256 gas) {
        gas = 21_000;
        for (uint256 i; i < data.length; ++i) {
            gas += data[i] == 0 ? 4 : 16;
        }
    }
}
