// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IQpBTC } from "../../../src/interfaces/IQpBTC.sol";
import { QpBTC } from "../../../src/QpBTC.sol";
import { DepositFixture } from "../../utils/DepositFixture.sol";

contract QpBTCTest is DepositFixture {
    bytes32 private constant PERMIT =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");

    function test_RevertWhen_NotBridge() external {
        address[3] memory callers = [address(this), guardian, address(system.registry)];
        for (uint256 i; i < 3; ++i) {
            vm.startPrank(callers[i]);
            vm.expectRevert(abi.encodeWithSelector(IQpBTC.QpBTC_NotMinter.selector, callers[i]));
            system.qpBTC.mint(alice, 1, bob, 1);
            vm.expectRevert(abi.encodeWithSelector(IQpBTC.QpBTC_NotMinter.selector, callers[i]));
            system.qpBTC.burn(1);
            vm.stopPrank();
        }
    }

    function test_RevertWhen_NoBridge() external {
        vm.expectRevert(IQpBTC.QpBTC_MinterZero.selector);
        new QpBTC(address(0), address(1));
        vm.expectRevert(IQpBTC.QpBTC_MinterZero.selector);
        new QpBTC(address(1), address(0));
    }

    function test_MintAndBurn() external {
        vm.startPrank(address(system.minter));
        system.qpBTC.mint(alice, 10, address(0), 0);
        system.qpBTC.mint(address(system.withdrawals), 20, bob, 3);
        vm.stopPrank();
        vm.prank(address(system.withdrawals));
        system.qpBTC.burn(5);
        assertEq(system.qpBTC.balanceOf(alice), 10, "alice");
        assertEq(system.qpBTC.balanceOf(bob), 3, "bob");
        assertEq(system.qpBTC.balanceOf(address(system.withdrawals)), 15, "withdrawals");
        assertEq(system.qpBTC.totalSupply(), 28, "supply");
    }

    function test_StartsEmpty() external view {
        assertEq(system.qpBTC.decimals(), 8, "satoshis");
        assertEq(system.qpBTC.totalSupply(), 0, "no bootstrap mint");
        assertEq(system.qpBTC.minter(), address(system.minter), "minter");
    }

    function test_PermitOnce() external {
        (address owner, uint256 key) = makeAddrAndKey("owner");
        uint256 deadline = block.timestamp;
        bytes32 hash = keccak256(abi.encode(PERMIT, owner, bob, 7, system.qpBTC.nonces(owner), deadline));
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(key, keccak256(abi.encodePacked(hex"1901", system.qpBTC.DOMAIN_SEPARATOR(), hash)));
        system.qpBTC.permit(owner, bob, 7, deadline, v, r, s);
        assertEq(system.qpBTC.allowance(owner, bob), 7, "allowed");
        vm.expectRevert();
        system.qpBTC.permit(owner, bob, 7, deadline, v, r, s);
    }
}
