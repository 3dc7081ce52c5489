// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IDepositMinter } from "../../../src/interfaces/IDepositMinter.sol";
import { BitcoinTx } from "../../../src/libraries/BitcoinTx.sol";
import { Proof } from "../../../src/types/BitcoinTypes.sol";
import { DepositState } from "../../../src/types/BridgeTypes.sol";
import { ShareFixture } from "../../utils/ShareFixture.sol";

/// @notice Transactions of any length, where others chose how long they are: what a short one must not be, a long one must not be
/// either.
contract LongProofsTest is ShareFixture {
    uint256 private _reqId;

    function setUp() public override {
        super.setUp();
        addStakers(3, 2 * BTC);
        _reqId = assigned(alice, BTC);
    }

    /// @dev Counted by what took it, taken back by Bitcoin, mined again: the payment is as long as it was.
    function test_T4_LongPaymentIsProvenAgain() external {
        uint256 fork = minedHeight;
        bytes memory funding = _long();
        system.minter.proveSweep(_reqId, 0, funding, 80, sweep(funding, 80, 6));
        assertState(_reqId, DepositState.Minted, "counted");
        system.relay.submitBranch(fork, mineBranch(fork, 8));
        system.minter.reportReorg(_reqId, 0, sha256d(funding), 80);
        Proof memory again = mineWith(system.relay, funding, 3, 4);
        mine(system.relay, 5);
        system.minter.reproveDeposit(_reqId, 0, 80, again);
        assertEq(system.bridge.openReorgs(), 0, "open again");
        assertEq(system.qpBTC.totalSupply(), BTC, "once");
    }

    /// @dev 64 bytes could be an inner node of the tree, however long a transaction may be (CVE-2017-12842).
    function test_T1_RevertWhen_64Bytes() external {
        bytes memory node = new bytes(64);
        bytes memory funding = payShare(_reqId, 0, BTC, 1)[0].tx;
        Proof memory spend = sweep(funding, 0, 6);
        vm.expectRevert(BitcoinTx.BitcoinTx_SixtyFourBytes.selector);
        system.minter.proveSweep(_reqId, 0, node, 0, spend);
        spend = mineWith(system.relay, node, 3, 4);
        mine(system.relay, 5);
        vm.expectRevert(BitcoinTx.BitcoinTx_SixtyFourBytes.selector);
        system.minter.proveSweep(_reqId, 0, funding, 0, spend);
    }

    /// @dev What follows the last part, a coinbase, and a count that the bytes cannot hold.
    function test_RevertWhen_Malformed() external {
        bytes memory funding = _long();
        Proof memory spend = sweep(funding, 80, 6);
        vm.expectPartialRevert(BitcoinTx.BitcoinTx_Length.selector);
        system.minter.proveSweep(_reqId, 0, bytes.concat(funding, hex"00"), 80, spend);
        vm.expectPartialRevert(BitcoinTx.BitcoinTx_NullOutpoint.selector);
        system.minter.proveSweep(_reqId, 0, coinbase(7), 0, spend);
        vm.expectPartialRevert(BitcoinTx.BitcoinTx_TooManyInputs.selector);
        system.minter.proveSweep(_reqId, 0, hex"02000000feffffff00", 0, spend);
        // Not the one that was spent: its bytes are another's.
        bytes memory other = funding;
        other[other.length - 1] = 0x01;
        vm.expectPartialRevert(IDepositMinter.DepositMinter_NotSwept.selector);
        system.minter.proveSweep(_reqId, 0, other, 80, spend);
    }

    /// @dev The same 32 bytes in a script that is not the share's: whoever made it could spend it, and nobody's coin was taken.
    function test_RevertWhen_TheScriptOnlyLooksAlike() external {
        bytes memory script = system.bridge.depositScript(_reqId, 0);
        bytes[] memory outs = new bytes[](3);
        for (uint256 i; i < 3; ++i) {
            bytes memory alike = bytes.concat(script);
            alike[i == 0 ? 0 : 1] = i == 0 ? bytes1(0x51) : i == 1 ? bytes1(0x21) : bytes1(0x1f);
            outs[i] = output(BTC, alike);
        }
        bytes memory funding = buildTx(outs);
        for (uint32 vout; vout < 3; ++vout) {
            Proof memory spend = sweep(funding, vout, 6);
            vm.expectPartialRevert(IDepositMinter.DepositMinter_UnknownPayment.selector);
            system.minter.proveSweep(_reqId, 0, funding, vout, spend);
        }
    }

    /// @dev pays the share among more outputs than a plain proof takes
    function _long() private returns (bytes memory) {
        bytes[] memory outs = new bytes[](90);
        for (uint256 i; i < outs.length; ++i) {
            outs[i] = output(10_000, abi.encodePacked(hex"0014", bytes20(keccak256(abi.encode("batch", i)))));
        }
        outs[80] = output(BTC, system.bridge.depositScript(_reqId, 0));
        return buildTx(outs);
    }
}
